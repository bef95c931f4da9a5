package de.komcert.app.web;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Keeps forms with files away from the container, which would write each file to the disk as soon as anybody asks the
 * request for a parameter. So this comes before whoever asks first: the proof that a form is ours.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class UploadFilter extends OncePerRequestFilter {

    private final List<PathPattern> paths;

    UploadFilter(List<UploadPath> paths) {
        this.paths = paths.stream()
                .map(path -> PathPatternParser.defaultInstance.parse(path.pattern()))
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!FormUpload.isOne(request) || !concerns(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        FormUpload upload;
        try {
            upload = FormUpload.begin(request);
        } catch (IOException unreadable) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        request.setAttribute(FormUpload.ATTRIBUTE, upload);
        chain.doFilter(new Streamed(request, upload.fields()), response);
    }

    private boolean concerns(String path) {
        var parsed = PathContainer.parsePath(path);
        return paths.stream().anyMatch(pattern -> pattern.matches(parsed));
    }

    /** The request as the rest sees it: fields like those of any form, and a body that is not theirs to read. */
    private static final class Streamed extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters = new LinkedHashMap<>();

        Streamed(HttpServletRequest request, Map<String, List<String>> fields) {
            super(request);
            fields.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        }

        @Override
        public String getContentType() {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = getParameterValues(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }
    }
}
