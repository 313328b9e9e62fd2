package io.celesteos.embedding.tokenvector;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells the room for answers when one was sent. */
@Configuration(proxyBeanMethods = false)
class TokenVectorConfiguration implements WebMvcConfigurer {

    private final AnswerRoom room;

    TokenVectorConfiguration(AnswerRoom room) {
        this.room = room;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(room).addPathPatterns(TokenEmbeddingsEndpoint.PATH);
    }
}
