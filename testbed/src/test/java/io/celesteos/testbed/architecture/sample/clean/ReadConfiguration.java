package io.celesteos.testbed.architecture.sample.clean;

import javax.sql.DataSource;

record ReadConfiguration(DataSource source) {}
