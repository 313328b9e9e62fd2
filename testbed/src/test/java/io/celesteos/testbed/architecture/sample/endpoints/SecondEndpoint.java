package io.celesteos.testbed.architecture.sample.endpoints;

record SecondEndpoint() {}
