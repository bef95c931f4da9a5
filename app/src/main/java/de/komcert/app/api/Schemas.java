package de.komcert.app.api;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Says of each record what the compiler knows of it: a component that is never null is always there. */
@Component
@Lazy
class Schemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        if (!others.hasNext()) {
            return null;
        }
        var schema = others.next().resolve(type, context, others);
        var raw = raw(type);
        if (schema != null && raw != null && raw.isRecord()) {
            var model = defined(schema, context);
            if (model != null && model.getProperties() != null) {
                alwaysThere(raw).stream()
                        .filter(model.getProperties()::containsKey)
                        .forEach(model::addRequiredItem);
            }
        }
        return schema;
    }

    private static List<String> alwaysThere(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();
    }

    private static @Nullable Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
        var reference = schema.get$ref();
        return reference == null ? schema : context.getDefinedModels().get(reference.replace(REFERENCE, ""));
    }

    private static @Nullable Class<?> raw(AnnotatedType type) {
        JavaType known = TypeFactory.defaultInstance().constructType(type.getType());
        return known.getRawClass();
    }
}
