/**
 * The one door to the suite.
 *
 * <p>A request passes {@code door} (paths without tricks, cross-origin rules, safe headers on every answer), then
 * {@code identity}, which turns a credential into a yacht. {@code POST /webhook/search} goes to {@code answer}:
 * extraction and search side by side through the clients of {@code downstream}, what {@code fallback} can do for
 * a service that is down, cards with actions, and a line in {@code querylog}. Every other path goes through
 * {@code proxy}, which makes the request the yacht's own and passes it on. {@code bridge} takes blocking work off
 * the event loop, {@code health} rolls up all services, {@code docs} shows all their OpenAPI documents.
 */
@NullMarked
package io.celesteos.gateway;

import org.jspecify.annotations.NullMarked;
