package io.celesteos.nlp.extract;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.nlp.gazetteer.Lexicon;
import io.celesteos.nlp.intent.IntentClassifier;
import io.celesteos.nlp.intent.IntentModel;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.tagger.LearnedRecognizers;
import io.celesteos.nlp.tagger.MentionTagger;
import io.celesteos.nlp.yacht.YachtContextCompiler;
import io.celesteos.nlp.yacht.YachtContexts;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Loads the shipped data and puts the pipeline together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExtractProperties.class)
class ExtractConfiguration {

    @Bean
    Lexicon lexicon() {
        return Lexicon.load();
    }

    @Bean
    YachtContextCompiler yachtContextCompiler(Lexicon lexicon) {
        return new YachtContextCompiler(lexicon.tokenizer(), EntityReader.ordinaryWords());
    }

    @Bean
    ExtractionPipeline extractionPipeline(Lexicon lexicon, LearnedRecognizers learned) {
        return pipeline(lexicon, learned.all());
    }

    @Bean
    ExtractionDesk extractionDesk(
            ExtractionPipeline pipeline,
            MentionTagger mentions,
            YachtContexts yachts,
            ExtractProperties properties,
            Clock clock) {
        return new ExtractionDesk(pipeline, mentions, yachts, new ExtractionTurns(properties), properties, clock);
    }

    @Bean
    @Order(0)
    DependencyProbe gazetteerProbe(Lexicon lexicon) {
        return new GazetteerProbe(lexicon);
    }

    /** The model is read while the recognisers are made: together they are the longest part of the service's own start. */
    static ExtractionPipeline pipeline(Lexicon lexicon, List<Recognizer> learned) {
        CompletableFuture<IntentModel> model = CompletableFuture.supplyAsync(IntentModel::load);
        EntityReader entities = EntityReader.shipped(lexicon, learned);
        return new ExtractionPipeline(entities, new IntentClassifier(lexicon.tokenizer(), model.join()));
    }
}
