package io.celesteos.testbed.architecture.sample.naming;

class OrderHelper {}
