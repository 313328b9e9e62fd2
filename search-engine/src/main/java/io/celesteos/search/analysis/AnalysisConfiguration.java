package io.celesteos.search.analysis;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One analysis for the whole service: what is stored and what is asked must be read alike. */
@Configuration(proxyBeanMethods = false)
class AnalysisConfiguration {

    @Bean
    Vocabulary vocabulary() {
        return Vocabulary.bundled();
    }

    @Bean
    MaritimeAnalyzer maritimeAnalyzer(Vocabulary vocabulary) {
        return new MaritimeAnalyzer(vocabulary);
    }

    @Bean
    TextTerms textTerms(MaritimeAnalyzer analyzer) {
        return new TextTerms(analyzer);
    }

    @Bean
    CodeExtractor codeExtractor(Vocabulary vocabulary) {
        return new CodeExtractor(vocabulary);
    }

    @Bean
    QueryAnalyzer queryAnalyzer(TextTerms terms, CodeExtractor codes) {
        return new QueryAnalyzer(terms, codes);
    }
}
