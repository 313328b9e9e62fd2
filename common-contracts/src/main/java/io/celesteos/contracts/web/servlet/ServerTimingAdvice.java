package io.celesteos.contracts.web.servlet;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Adds {@code Server-Timing} at the last moment before the body: later, headers are gone. */
@RestControllerAdvice
class ServerTimingAdvice implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType selectedContentType,
            Class<? extends HttpMessageConverter<?>> selectedConverterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request.getAttributes().get(RequestContextFilter.ATTRIBUTE) instanceof RequestContext context) {
            context.timings().add("total", System.nanoTime() - context.startNanos());
            response.getHeaders().set(StageTimings.HEADER, context.timings().header());
        }
        return body;
    }
}
