package io.celesteos.testbed.architecture.sample.unmarked;

class Anything {}
