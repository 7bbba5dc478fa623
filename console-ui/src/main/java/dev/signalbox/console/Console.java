package dev.signalbox.console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class Console {

    public static void main(String[] args) {
        SpringApplication.run(Console.class, args);
    }
}
