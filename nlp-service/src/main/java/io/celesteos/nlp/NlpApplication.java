package io.celesteos.nlp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Reads what an engineer types: entities and intent, over HTTP. */
@SpringBootApplication(proxyBeanMethods = false)
public class NlpApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(NlpApplication.class, arguments);
    }
}
