package de.komcert.app.api;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What the OpenAPI document says before and behind the single routes. */
@Configuration(proxyBeanMethods = false)
class Description {

    static final String TOKEN = "token";

    private static final String ABOUT = """
            Everything that a person does on the pages of the Lagezentrum, for programs: take a call (Meldung), make an \
            incident (Vorfall) of it, lead it by its plan, write its journal (Einsatztagebuch), hand it over, read its \
            report.

            **Token.** Every request but the one for this document carries `Authorization: Bearer kc_…`. A person \
            issues tokens on the page *Konto*, each with the scopes its program needs and an end. A token never allows \
            more than its person may do at that moment: whoever is taken out of an incident loses it here as well, with \
            the next request. Each route names the one scope it needs.

            **What you may not see does not exist.** An incident of others and an incident that is not there get the \
            same answer, 404.

            **Versions.** Whatever can be overwritten carries an `ETag`. Send it back in `If-Match` with your change. \
            Without one the answer is 428; when somebody was quicker it is 412, nothing is overwritten, and the current \
            tag is named. On reading, `If-None-Match` saves what you have already: 304.

            **Problems** are `application/problem+json` (RFC 9457) with a sentence that says what to do, in the \
            language of `Accept-Language`: German, or English. `code` names the reason for programs. On 422 \
            `problems` names every place at which something is wrong. An unknown field is refused, not dropped.

            **Records are German.** What the Lagezentrum writes into the journal by itself is German whatever the \
            language of the request. Times are UTC (RFC 3339). Names and examples are those of the invented Kreis \
            Vennmark.
            """;

    @Bean
    @Lazy
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("KomCERT Lagezentrum")
                        .version("v1")
                        .description(ABOUT)
                        .license(new License().name("EUPL-1.2").identifier("EUPL-1.2")))
                .addServersItem(new Server().url("/"))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A token from the page Konto.")));
    }

    /** The one form of all refusals, and what each of them means. */
    @Bean
    @Lazy
    OpenApiCustomizer refusals() {
        return document -> {
            var components = document.getComponents();
            ModelConverters.getInstance(true)
                    .readAll(new AnnotatedType(Problem.class))
                    .forEach(components::addSchemas);
            for (var refused : Refused.values()) {
                components.addResponses(refused.named(), refused.response());
            }
        };
    }
}
