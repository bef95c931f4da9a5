package de.komcert.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Lagezentrum: the server a municipal CERT works in. */
@SpringBootApplication
public class Lagezentrum {

    public static void main(String[] arguments) {
        SpringApplication.run(Lagezentrum.class, arguments);
    }
}
