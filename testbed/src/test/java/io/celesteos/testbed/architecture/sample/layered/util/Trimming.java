package io.celesteos.testbed.architecture.sample.layered.util;

class Trimming {}
