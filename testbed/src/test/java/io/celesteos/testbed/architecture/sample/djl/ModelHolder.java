package io.celesteos.testbed.architecture.sample.djl;

import ai.djl.Model;

record ModelHolder(Model model) {}
