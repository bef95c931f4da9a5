package de.komcert.app.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Refuses every request whose handler does not declare a permission that the actor holds. */
@Configuration
class PermissionGate implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof ResourceHttpRequestHandler) {
            return true; // static files
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            // Its handler was let in and has run; what comes now is the end of its answer, when whoever asked may be
            // gone.
            return true;
        }
        if (handler instanceof HandlerMethod method) {
            if (method.hasMethodAnnotation(OpenToAll.class)) {
                return true;
            }
            var requires = method.getMethodAnnotation(Requires.class);
            if (requires != null && Acting.now().may(requires.value())) {
                return true;
            }
        }
        throw new AccessDeniedException("no permission for this request");
    }
}
