package dev.signalbox.platform;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class Platform {

    static void main(String[] args) {
        SpringApplication.run(Platform.class, args);
    }
}
