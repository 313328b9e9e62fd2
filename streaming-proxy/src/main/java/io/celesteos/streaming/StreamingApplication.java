package io.celesteos.streaming;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The streaming-proxy: {@code /api/v1/stream}, {@code /api/v1/stream/ws} and {@code /api/v1/answer}. */
@SpringBootApplication(proxyBeanMethods = false)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "streaming-proxy",
                        version = "v1",
                        description = "Search results as they are found and an answer as it is written. The same events"
                                + " come over a WebSocket at /api/v1/stream/ws: send {\"query\": ..., \"yacht_id\":"
                                + " ...} as a text frame, receive {\"event\": ..., \"data\": ...} frames.",
                        license = @License(name = "Apache-2.0")))
public class StreamingApplication {

    /** Of the connections to the services and models behind: 16 KB each unless set, for events of a few hundred bytes. */
    private static final String UPSTREAM_BUFFER = "jdk.httpclient.bufsize";

    public static void main(String[] args) {
        if (System.getProperty(UPSTREAM_BUFFER) == null) {
            System.setProperty(UPSTREAM_BUFFER, "1024");
        }
        SpringApplication.run(StreamingApplication.class, args);
    }
}
