package de.komcert.app.api;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tags what a program reads and what has no version of its own, such as a list: the tag is a hash of its content. A
 * program that sends it back is told that nothing is new.
 */
@RestControllerAdvice
class ContentTags implements ResponseBodyAdvice<Object> {

    private final JsonMapper json;

    ContentTags(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body == null
                || request.getMethod() != HttpMethod.GET
                || response.getHeaders().containsHeader(HttpHeaders.ETAG)
                || !(request instanceof ServletServerHttpRequest asked)
                || !(response instanceof ServletServerHttpResponse answer)
                || !ProblemAnswers.concern(asked.getServletRequest().getRequestURI())) {
            return body;
        }
        var tag = Tags.ofContent(json.writeValueAsBytes(body));
        // Sets the tag, and the status where nothing is new; a body of null is not written.
        var exchange = new ServletWebRequest(asked.getServletRequest(), answer.getServletResponse());
        return exchange.checkNotModified(tag) ? null : body;
    }
}
