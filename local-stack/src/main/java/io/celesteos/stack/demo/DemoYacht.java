package io.celesteos.stack.demo;

import io.celesteos.contracts.tenancy.YachtId;
import java.nio.file.Path;
import java.time.ZoneId;

/** One folder under {@code demo/}; {@code yacht.json} says who it is. */
public record DemoYacht(Path folder, YachtId id, String name, String signature, ZoneId timeZone) {}
