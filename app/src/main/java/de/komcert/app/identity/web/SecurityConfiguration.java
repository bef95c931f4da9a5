package de.komcert.app.identity.web;

import java.util.EnumSet;

import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.signin.Sessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What every request passes on its way: headers, then who it is from.
 *
 * <p>There are three kinds. Files are the same for everybody. The API takes a token with each request and knows no
 * session, so no foreign page can use somebody's. Pages know a session, and every form proves that it came from one of
 * them.
 */
@Configuration
class SecurityConfiguration {

    static final String SIGN_IN = "/login";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; script-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";
    private static final String PERMISSIONS_POLICY =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

    @Bean
    @Order(1)
    SecurityFilterChain files(HttpSecurity http) {
        return stateless(http)
                .securityMatcher("/vendor/**", "/*.css", "/*.js", "/*.svg")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, Tokens tokens, ApiProblems problems) {
        return stateless(http)
                .securityMatcher("/api/**")
                .addFilterBefore(new ActingFilter(new Bearers(tokens)), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/api/v1/openapi.json")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, Sessions sessions, CsrfTokenRepository csrfTokens) {
        return plain(http)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
                .addFilterBefore(new ActingFilter(new BrowserSession(sessions)), AnonymousAuthenticationFilter.class)
                // What goes on asynchronously or ends in an error was let through before.
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(SIGN_IN, SIGN_IN + "/**", SetUpPage.PATH, "/fehler", "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(new ToSignIn()).accessDeniedHandler(ErrorPage::deny))
                .build();
    }

    /** Never in addresses, where a session would be printed, copied and logged. */
    @Bean
    ServletContextInitializer sessionsInCookiesOnly() {
        return context -> context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
    }

    /** In a cookie, so that whoever only looks at the sign-in page costs the server no session. */
    @Bean
    CsrfTokenRepository csrfTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("komcert-formular");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax"));
        return tokens;
    }

    /** Nobody signs in past {@link SignInPages}; without this bean a user with a printed password would be made up. */
    @Bean
    AuthenticationManager noOtherWay() {
        return _ -> {
            throw new ProviderNotFoundException("people sign in at " + SIGN_IN);
        };
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return plain(http).csrf(AbstractHttpConfigurer::disable);
    }

    /** Without what Spring Security would keep of its own: our filters find out anew who asks, each time. */
    private static HttpSecurity plain(HttpSecurity http) {
        return http.securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::headers);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY));
    }
}
