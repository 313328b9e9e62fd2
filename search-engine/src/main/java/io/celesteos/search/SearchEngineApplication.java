package io.celesteos.search;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the search-engine on port 8001. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SearchEngineApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(SearchEngineApplication.class, arguments);
    }
}
