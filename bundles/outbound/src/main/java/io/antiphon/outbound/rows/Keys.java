package io.antiphon.outbound.rows;

import io.antiphon.spi.Action;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By what a person is found again: a hash of each identity and of the profile's id, so that no address stands in this room's rows.
 * Different ways to write one address have one key. A person whose profiles were joined has the identities of both, hence the keys.
 */
public final class Keys {

    private static final int BYTES = 16;

    private Keys() {}

    /** The keys of whom an action goes to; empty if that is nobody known. */
    public static Set<String> of(Action action, Profile profile) {
        Set<String> keys = new LinkedHashSet<>(of(profile.identities(), profile.anonymous() ? null : profile.id()));
        Identity to = action.to();
        if (to != null) {
            keys.add(of(to));
        }
        return keys;
    }

    /** The keys of identities and of a profile. */
    public static Set<String> of(List<Identity> identities, @Nullable String profile) {
        Set<String> keys = new LinkedHashSet<>();
        identities.forEach(identity -> keys.add(of(identity)));
        if (profile != null && !profile.isEmpty()) {
            keys.add(hash("profile " + profile));
        }
        return keys;
    }

    /** The key of an identity. */
    public static String of(Identity identity) {
        String value = Normalizer.normalize(identity.value(), Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (value.matches("[+(]?[0-9][0-9 ()/.-]{5,}")) {
            value = value.replaceAll("[^0-9]", "").replaceFirst("^00", "");
        }
        return hash(identity.scheme() + " " + value.replaceFirst("^@+", ""));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
