package io.celesteos.nlp.tagger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the models. */
@Configuration(proxyBeanMethods = false)
class TaggerConfiguration {

    @Bean
    TextEncoder textEncoder() {
        return new TextEncoder(WordPieces.load());
    }

    @Bean
    MentionTagger mentionTagger(TextEncoder encoder) {
        return MentionTagger.shipped(encoder);
    }
}
