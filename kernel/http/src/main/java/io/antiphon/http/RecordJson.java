package io.antiphon.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Writes what an endpoint answers: records by their components, enums in lower case, the rest by its text. */
final class RecordJson {

    private static final ClassValue<Component[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected Component[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Component::of).toArray(Component[]::new);
        }
    };

    private RecordJson() {}

    private record Component(String name, Method accessor) {

        static Component of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Component(component.getName(), accessor);
        }

        Object of(Object value) throws IOException {
            try {
                return accessor.invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IOException("The record's " + name + " cannot be read", e);
            }
        }
    }

    static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Record) {
            json.writeStartObject();
            for (Component component : COMPONENTS.get(value.getClass())) {
                json.writeFieldName(component.name());
                Json.value(json, component.of(value));
            }
            json.writeEndObject();
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name().toLowerCase(Locale.ROOT));
        } else if (value instanceof Optional<?> optional) {
            Json.value(json, optional.orElse(null));
        } else if (value instanceof Object[] items) {
            Json.value(json, Arrays.asList(items));
        } else {
            json.writeString(Utf8.wellFormed(value.toString()));
        }
    }
}
