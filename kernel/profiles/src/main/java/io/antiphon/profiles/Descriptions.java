package io.antiphon.profiles;

import io.antiphon.profiles.matching.Attribute;
import io.antiphon.profiles.matching.Person;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Reads what a node's signals told as the description of a person. */
final class Descriptions {

    private final Set<String> emails;
    private final Set<String> phones;

    Descriptions(Normaliser normaliser) {
        emails = normaliser.emails();
        phones = normaliser.phones();
    }

    /** The description that a node's traits make together with its identity. */
    Person of(Node node, Map<String, Trait> traits) {
        Map<Attribute, String> said = new EnumMap<>(Attribute.class);
        traits.forEach((name, trait) -> read(name, trait.value(), said));
        String scheme = node.identity.scheme();
        if (node.sound && emails.contains(scheme)) {
            said.put(Attribute.EMAIL, node.identity.value());
        } else if (node.sound && phones.contains(scheme)) {
            said.put(Attribute.PHONE, node.identity.value());
        }
        return Person.of(said);
    }

    /** Takes a trait, or of a map such as {@code address} what is in it. */
    private static void read(String name, Object value, Map<Attribute, String> said) {
        if (value instanceof Map<?, ?> parts) {
            parts.forEach((part, inner) -> {
                if (!(inner instanceof Map)) {
                    read((String) part, inner, said);
                }
            });
            return;
        }
        Attribute attribute = Attribute.of(name);
        if (attribute != null && (value instanceof String || value instanceof Long)) {
            String text = value.toString();
            if (!text.isBlank()) {
                said.putIfAbsent(attribute, text);
            }
        }
    }

    /** Whether a trait tells what people are compared by. */
    static boolean matters(String name, Object value) {
        return value instanceof Map || Attribute.of(name) != null;
    }
}
