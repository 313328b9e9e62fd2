package io.celesteos.nlp.tagger;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the models that are used. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TaggerProperties.class)
class TaggerConfiguration {

    @Bean
    TextEncoder textEncoder() {
        return new TextEncoder(WordPieces.load());
    }

    @Bean
    MentionTagger mentionTagger(TextEncoder encoder) {
        return MentionTagger.shipped(encoder);
    }

    @Bean
    LearnedRecognizers learnedRecognizers(TextEncoder encoder, TaggerProperties properties) {
        return new LearnedRecognizers(
                properties.entitiesFrom() >= 1
                        ? List.of()
                        : List.of(TaggerRecognizer.shipped(encoder, properties.entitiesFrom())));
    }
}
