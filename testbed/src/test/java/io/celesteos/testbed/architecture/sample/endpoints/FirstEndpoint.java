package io.celesteos.testbed.architecture.sample.endpoints;

record FirstEndpoint(SecondEndpoint second) {}
