/**
 * The one door to the suite.
 *
 * <p>A request passes {@code door} (paths without tricks, cross-origin rules, safe headers on every answer), then
 * {@code identity}, which turns a credential into a yacht, {@code limits}, which counts what it asks,
 * {@code idempotency}, which does a repeated write once, and {@code experiment}, which may send it elsewhere.
 * {@code POST /webhook/search} goes to {@code answer}: extraction and search side by side through the clients of
 * {@code downstream}, what {@code fallback} can do for a service that is down, cards with actions, and a line in
 * {@code querylog}. Every other path goes through {@code proxy}, which makes the request the yacht's own and passes it
 * on. {@code bridge} takes blocking work off the event loop, {@code shared} is what several gateways know together,
 * {@code health} rolls up all services, {@code docs} shows all their OpenAPI documents.
 */
@NullMarked
package io.celesteos.gateway;

import org.jspecify.annotations.NullMarked;
