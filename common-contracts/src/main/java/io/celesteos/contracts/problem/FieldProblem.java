package io.celesteos.contracts.problem;

/** One wrong field: {@code field} is its wire path ({@code filters.date_range.start}), {@code message} what is allowed. */
public record FieldProblem(String field, String message) {}
