package de.komcert.app;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The Lagezentrum: the server a municipal CERT works in. */
@SpringBootApplication
public class Lagezentrum {

    public static void main(String[] arguments) {
        SpringApplication.run(Lagezentrum.class, arguments);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
