package dev.signalbox.console.signin;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What the time is, and what is done when it comes. */
@EnableScheduling
@Configuration(proxyBeanMethods = false)
class SigninClock {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
