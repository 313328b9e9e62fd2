package io.celesteos.testbed.architecture.sample.jdbc;

import java.sql.Connection;

record ConnectionHolder(Connection connection) {}
