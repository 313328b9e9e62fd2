package io.celesteos.embedding.caller;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.RequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the {@link Call}, and measures its stages when it is over. Comes after the request context's filter. */
final class CallFilter extends OncePerRequestFilter {

    /** Who asks, set by a trusted service in front; bounded, as it is kept while work waits. */
    static final String CALLER = "X-Caller";

    /** {@code live} or {@code bulk}. */
    static final String PRIORITY = "X-Priority";

    /** What {@link #CALLER} may hold. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final CallerProperties properties;
    private final Supplier<ClientConnection> connection;
    private final StageMeters meters;

    CallFilter(CallerProperties properties, Supplier<ClientConnection> connection, StageMeters meters) {
        this.properties = properties;
        this.connection = connection;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Call call = new Call(caller(request), claimed(request), connection.get());
        try {
            call.call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        } finally {
            meters.record(call, RequestContext.current().timings());
        }
    }

    /** Names and addresses are kept apart, so that nobody is charged for what another calls itself. */
    private String caller(HttpServletRequest request) {
        String name = properties.trustHeader() ? request.getHeader(CALLER) : null;
        if (name == null) {
            return "address " + request.getRemoteAddr();
        }
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalidField(
                    CALLER, "must be 1 to 64 letters, digits, dots, dashes or underscores, or be left out");
        }
        return "name " + name;
    }

    private static @Nullable Urgency claimed(HttpServletRequest request) {
        String word = request.getHeader(PRIORITY);
        if (word == null) {
            return null;
        }
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "live" -> Urgency.LIVE;
            case "bulk" -> Urgency.BULK;
            default -> throw ProblemException.invalidField(PRIORITY, "must be live or bulk, or be left out");
        };
    }
}
