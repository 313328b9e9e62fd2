package io.celesteos.search.query;

import io.celesteos.contracts.tenancy.YachtId;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.util.UUID;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document's cover, and the types that are simpler on the wire than in Java. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

    static {
        SpringDocUtils.getConfig().replaceWithClass(YachtId.class, UUID.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("search-engine")
                        .version("v1")
                        .description("Hybrid search over a yacht's documents and records. Errors are RFC 9457 "
                                + "problem documents with a stable code.")
                        .license(new License().name("Apache-2.0")));
    }
}
