package io.antiphon.profiles;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Problem;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings identities into the form in which they are compared: two ways to write the same become the same, and nothing
 * else does. What a form already normalised becomes is itself. Thread-safe.
 */
final class Normaliser {

    /** What people and machines write where they have nothing to write. */
    private static final Set<String> PLACEHOLDERS =
            Set.of("-", "--", "?", ".", "0", "n/a", "na", "nil", "none", "null", "undefined", "unknown", "anonymous");

    private final Set<String> emails;
    private final Set<String> handles;
    private final Set<String> phones;
    private final PhoneNumbers numbers;

    Normaliser(ProfileSettings settings) {
        emails = schemes(settings.emails());
        handles = schemes(settings.handles());
        phones = schemes(settings.phones());
        numbers = new PhoneNumbers(settings.region());
    }

    static Set<String> schemes(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(scheme -> !scheme.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The schemes of e-mail addresses. */
    Set<String> emails() {
        return emails;
    }

    /** The schemes of phone numbers. */
    Set<String> phones() {
        return phones;
    }

    /** The schemes of accounts on social networks. */
    Set<String> handles() {
        return handles;
    }

    /** What is wrong with the settings. */
    List<Problem> problems() {
        return numbers.problems();
    }

    Normalised normalise(Identity given) {
        String value = composed(WellFormed.of(given.value().strip()));
        if (PLACEHOLDERS.contains(value.toLowerCase(Locale.ROOT))) {
            return as(given, value, false);
        }
        String scheme = given.scheme();
        if (emails.contains(scheme)) {
            return orAsGiven(given, value, EmailAddress.normalised(value));
        }
        if (phones.contains(scheme)) {
            return orAsGiven(given, value, numbers.normalised(value));
        }
        if (handles.contains(scheme)) {
            return orAsGiven(given, value, handle(value));
        }
        return as(given, value, true);
    }

    private static Normalised orAsGiven(Identity given, String value, String normalised) {
        return normalised.isEmpty() ? as(given, value, false) : as(given, normalised, true);
    }

    private static Normalised as(Identity given, String value, boolean sound) {
        if (value.equals(given.value())) {
            return new Normalised(given, sound);
        }
        try {
            return new Normalised(new Identity(given.scheme(), value), sound);
        } catch (IllegalArgumentException e) {
            // it grew beyond what an identity may be
            return new Normalised(new Identity(given.scheme(), WellFormed.of(given.value())), false);
        }
    }

    private static String handle(String value) {
        int at = 0;
        while (at < value.length() && value.charAt(at) == '@') {
            at++;
        }
        String handle = value.substring(at).strip().toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.contains(handle) ? "" : handle;
    }

    /** Unicode NFC: é is one character, however it was typed. */
    private static String composed(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7f) {
                return Normalizer.normalize(value, Normalizer.Form.NFC);
            }
        }
        return value;
    }
}
