package io.celesteos.testbed.architecture.sample.lucene;

import org.apache.lucene.search.Query;

record QueryHolder(Query query) {}
