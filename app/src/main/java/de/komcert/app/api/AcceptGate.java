package de.komcert.app.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a request whose answer its sender could not read before anything is done for it: found out afterwards, a call
 * would be taken and its sender told that it failed.
 */
@Configuration
class AcceptGate implements HandlerInterceptor, WebMvcConfigurer {

    private static final List<MediaType> ANY = List.of(MediaType.ALL);
    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod method) {
            var given = given(method);
            var readable =
                    accepted(request).stream().anyMatch(wanted -> given.stream().anyMatch(wanted::isCompatibleWith));
            if (!readable) {
                throw new HttpMediaTypeNotAcceptableException(given);
            }
        }
        return true;
    }

    private static List<MediaType> given(HandlerMethod method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        if (method.isVoid()) {
            return ANY; // nothing, or a file of whatever kind it has
        }
        return mapping == null || mapping.produces().length == 0
                ? JSON
                : Arrays.stream(mapping.produces()).map(MediaType::valueOf).toList();
    }

    private static List<MediaType> accepted(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        var header = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            return header.isEmpty() ? List.of(MediaType.ALL) : MediaType.parseMediaTypes(header);
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException("Accept cannot be read");
        }
    }
}
