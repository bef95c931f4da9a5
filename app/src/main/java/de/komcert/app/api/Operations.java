package de.komcert.app.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import de.komcert.app.access.Requires;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** Adds to each operation what its handler says without words: its permission, and every status it answers with. */
@Component
@Lazy
class Operations implements OperationCustomizer {

    private static final String OCTETS = "application/octet-stream";
    private static final String CSV = "text/csv";
    private static final String JSON = "application/json";

    private final JsonMapper json;

    Operations(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        operation.setOperationId(id(handler));
        permission(operation, handler);
        refusals(handler)
                .forEach(refused -> operation.getResponses().addApiResponse(refused.code(), refused.reference()));
        if (reads(handler)) {
            tagged(operation);
        }
        if (takesFile(handler)) {
            var file = new MediaType()
                    .schema(new Schema<>().types(Set.of("string")).format("binary"));
            operation.setRequestBody(new io.swagger.v3.oas.models.parameters.RequestBody()
                    .required(true)
                    .content(new Content().addMediaType(OCTETS, file)));
        }
        files(operation);
        example(operation);
        return operation;
    }

    /** Such as {@code call_take}: a name that stays when a route moves. */
    static String id(HandlerMethod handler) {
        var resource = handler.getBeanType().getSimpleName().replaceFirst("(Api|Endpoints?)$", "");
        return resource.substring(0, 1).toLowerCase(Locale.ROOT) + resource.substring(1) + "_"
                + handler.getMethod().getName();
    }

    private static void permission(Operation operation, HandlerMethod handler) {
        var requires = handler.getMethodAnnotation(Requires.class);
        if (requires == null) {
            operation.setSecurity(List.of());
            return;
        }
        var scope = requires.value().name();
        operation.setSecurity(List.of(new SecurityRequirement().addList(Description.TOKEN, scope)));
        operation.addExtension("x-scope", scope);
    }

    /** The statuses this handler refuses with, and the refusals they stand for. */
    private static Set<Refused> refusals(HandlerMethod handler) {
        var refusals = EnumSet.noneOf(Refused.class);
        if (!handler.isVoid()) {
            refusals.add(Refused.NOT_ACCEPTABLE);
        }
        if (handler.hasMethodAnnotation(Requires.class)) {
            refusals.addAll(EnumSet.of(Refused.NO_TOKEN, Refused.NO_PERMISSION));
        }
        if (has(handler, PathVariable.class)) {
            refusals.addAll(EnumSet.of(Refused.NOT_HERE, Refused.UNREADABLE));
        }
        if (has(handler, RequestParam.class)) {
            refusals.add(Refused.UNREADABLE);
        }
        if (method(handler) != RequestMethod.GET) {
            refusals.add(Refused.CONFLICT);
        }
        if (takesFile(handler)) {
            refusals.addAll(EnumSet.of(Refused.TOO_LARGE, Refused.UNKNOWN_KIND));
        }
        if (has(handler, RequestBody.class)) {
            refusals.addAll(EnumSet.of(Refused.UNREADABLE, Refused.TOO_LARGE, Refused.UNKNOWN_KIND, Refused.INVALID));
        }
        if (takesVersion(handler)) {
            refusals.addAll(EnumSet.of(Refused.OVERTAKEN, Refused.NO_VERSION));
        }
        return refusals;
    }

    private static void tagged(Operation operation) {
        operation.addParametersItem(new Parameter()
                .in("header")
                .name(HttpHeaders.IF_NONE_MATCH)
                .description("The tag of what is known already.")
                .schema(new StringSchema()));
        operation.getResponses().addApiResponse("304", new ApiResponse().description("Nothing is new."));
        operation
                .getResponses()
                .getOrDefault("200", new ApiResponse())
                .addHeaderObject(
                        HttpHeaders.ETAG,
                        new Header().description("The version that was read.").schema(new StringSchema()));
    }

    /** Examples lie in files, so that a test can send them. */
    private void example(Operation operation) {
        var body = operation.getRequestBody();
        if (body != null) {
            body.getContent().forEach((type, media) -> {
                switch (type) {
                    case JSON ->
                        media.setExample(json.readValue(file(operation.getOperationId() + ".json"), Object.class));
                    case CSV -> media.setExample(file(operation.getOperationId() + ".csv"));
                    default -> {} // a file of whatever kind
                }
            });
        }
    }

    private static String file(String name) {
        try {
            return new ClassPathResource("api/examples/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files go as they are; the document would call them texts of Base64 digits. */
    private static void files(Operation operation) {
        var bodies = Stream.concat(
                Stream.ofNullable(operation.getRequestBody()).map(body -> body.getContent()),
                operation.getResponses().values().stream()
                        .map(ApiResponse::getContent)
                        .filter(Objects::nonNull));
        bodies.flatMap(content -> content.entrySet().stream())
                .filter(body ->
                        body.getValue().getSchema() instanceof Schema<?> schema && "byte".equals(schema.getFormat()))
                .forEach(body -> body.getValue().setSchema(file(body.getKey(), new Schema<>())));
    }

    private static Schema<?> file(String type, Schema<?> schema) {
        return switch (type) {
            case JSON -> schema.types(Set.of("object"));
            case CSV -> schema.types(Set.of("string"));
            default -> schema.types(Set.of("string")).format("binary");
        };
    }

    private static boolean reads(HandlerMethod handler) {
        return method(handler) == RequestMethod.GET && handler.getReturnType().getParameterType() != void.class;
    }

    /** Whether the body is a file that is read as it comes. */
    private static boolean takesFile(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == InputStream.class);
    }

    private static boolean takesVersion(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                .anyMatch(header -> header != null && header.name().equals(HttpHeaders.IF_MATCH));
    }

    private static boolean has(HandlerMethod handler, Class<? extends java.lang.annotation.Annotation> annotation) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch((MethodParameter parameter) -> parameter.hasParameterAnnotation(annotation));
    }

    private static RequestMethod method(HandlerMethod handler) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping == null || mapping.method().length == 0 ? RequestMethod.GET : mapping.method()[0];
    }
}
