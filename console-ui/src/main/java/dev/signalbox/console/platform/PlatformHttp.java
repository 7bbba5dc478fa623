package dev.signalbox.console.platform;

import dev.signalbox.console.signin.SigninSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;

/** The one HTTP client all sessions share; it holds no credential. */
@Configuration(proxyBeanMethods = false)
class PlatformHttp {

    @Bean
    RestClient platformClient(RestClient.Builder http, SigninSettings settings) {
        return http.baseUrl(settings.platform().url().toString())
                .defaultStatusHandler(HttpStatusCode::isError, (_, response) -> {
                    throw PlatformProblem.read(response);
                })
                .build();
    }
}
