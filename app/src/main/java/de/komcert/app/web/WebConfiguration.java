package de.komcert.app.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** Templates compiled with the program, and German unless somebody chose English. */
@Configuration
class WebConfiguration implements WebMvcConfigurer {

    /** Templates live in the package of their feature, so that they can take its package-private records. */
    static final String TEMPLATE_PACKAGE = "de.komcert.app";

    private static final List<Locale> LANGUAGES = List.of(Locale.GERMAN, Locale.ENGLISH);

    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATE_PACKAGE);
    }

    /** After a form a browser is told to look elsewhere (303), never to send the same again. */
    @Bean
    static BeanPostProcessor redirectsSayLookElsewhere() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof UrlBasedViewResolver resolver) {
                    resolver.setRedirectHttp10Compatible(false);
                }
                return bean;
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerRefusesInOneSentence() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ContainerRefusal.class.getName());
            }
        });
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("komcert-sprache");
        resolver.setDefaultLocaleFunction(WebConfiguration::language);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    /** German for pages, unless somebody chose otherwise; programs say what they want with each request. */
    private static Locale language(HttpServletRequest request) {
        var wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (wanted == null || !request.getRequestURI().startsWith("/api/")) {
            return Locale.GERMAN;
        }
        try {
            var known = Locale.lookup(Locale.LanguageRange.parse(wanted), LANGUAGES);
            return known == null ? Locale.GERMAN : known;
        } catch (IllegalArgumentException e) {
            return Locale.GERMAN; // a header that nobody can read
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var languages = new LocaleChangeInterceptor();
        languages.setParamName("sprache");
        languages.setIgnoreInvalidLocale(true);
        registry.addInterceptor(languages);
    }
}
