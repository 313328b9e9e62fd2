package io.celesteos.testbed.architecture.sample.redis;

import io.lettuce.core.RedisClient;

record ClientHolder(RedisClient client) {}
