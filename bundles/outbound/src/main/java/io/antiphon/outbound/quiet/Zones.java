package io.antiphon.outbound.quiet;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Profile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * In which time zone somebody lives, as far as one can tell; of a country with several, its first and its last, and where one does not
 * know both count.
 */
final class Zones {

    private static final int LONGEST_PREFIX = 4;
    private static final Map<String, List<ZoneId>> BY_COUNTRY = new HashMap<>();
    private static final Map<String, String> BY_PREFIX = new HashMap<>();

    static {
        try (InputStream in = Objects.requireNonNull(Zones.class.getResourceAsStream("countries.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(Zones::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Zones() {}

    /** {@code DE 49 Europe/Berlin}. */
    private static void add(String line) {
        String[] parts = line.split(" +");
        List<ZoneId> zones = new ArrayList<>();
        for (int i = 2; i < parts.length; i++) {
            zones.add(ZoneId.of(parts[i]));
        }
        BY_COUNTRY.put(parts[0], List.copyOf(zones));
        BY_PREFIX.putIfAbsent(parts[1], parts[0]);
    }

    /** By the traits {@code timezone}, {@code country}, a telephone number, {@code locale}; empty if none tells. */
    static List<ZoneId> of(Profile profile) {
        List<ZoneId> zones = zone(trait(profile, "timezone"));
        if (zones.isEmpty()) {
            zones = country(trait(profile, "country"));
        }
        for (Identity identity : profile.identities()) {
            zones = zones.isEmpty() ? number(identity.value()) : zones;
        }
        return zones.isEmpty() ? country(Locale.forLanguageTag(trait(profile, "locale").replace('_', '-')).getCountry()) : zones;
    }

    private static String trait(Profile profile, String name) {
        return profile.traits().get(name) instanceof String value ? value.strip() : "";
    }

    private static List<ZoneId> zone(String told) {
        try {
            return told.isEmpty() ? List.of() : List.of(ZoneId.of(told));
        } catch (DateTimeException e) {
            return List.of();
        }
    }

    private static List<ZoneId> country(String code) {
        return BY_COUNTRY.getOrDefault(code.toUpperCase(Locale.ROOT), List.of());
    }

    private static List<ZoneId> number(String value) {
        if (!value.matches("\\+[0-9]{7,15}")) {
            return List.of();
        }
        for (int length = LONGEST_PREFIX; length > 0; length--) {
            String country = BY_PREFIX.get(value.substring(1, 1 + length));
            if (country != null) {
                return country(country);
            }
        }
        return List.of();
    }
}
