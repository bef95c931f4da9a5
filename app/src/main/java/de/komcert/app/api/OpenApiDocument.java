package de.komcert.app.api;

import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Draws the OpenAPI document up from the handlers, their Javadoc and their permissions, the first time it is asked for. */
@Component
@Lazy
class OpenApiDocument extends OpenApiResource {

    private @Nullable Drawn drawn;

    OpenApiDocument(
            ObjectFactory<OpenAPIService> openApi,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers) {
        super(openApi, requests, responses, operations, properties, providers, customizers);
    }

    /** The document and the tag of this edition. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Drawn(byte[] json, String tag) {}

    synchronized Drawn drawn(HttpServletRequest request) {
        var known = drawn;
        if (known == null) {
            known = draw(request);
            drawn = known;
        }
        return known;
    }

    private Drawn draw(HttpServletRequest request) {
        try {
            var json = openapiJson(request, DescriptionApi.PATH, Locale.ENGLISH);
            return new Drawn(json, Tags.ofContent(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for whoever asks: by which name the server was reached is not for a document that is kept. */
    @Override
    protected String getServerUrl(HttpServletRequest request, String path) {
        return "/";
    }
}
