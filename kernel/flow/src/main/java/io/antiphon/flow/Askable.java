package io.antiphon.flow;

import io.antiphon.spi.Enricher;
import io.antiphon.spi.Policy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The enrichers and policies that a batch is to meet, as of one moment. One that has gone since is noticed when it is asked.
 */
record Askable(List<Plug<Enricher>> enrichers, List<Plug<Policy>> policies) {

    /** Their kinds and names. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        enrichers.forEach(plug -> names.add(plug.toString()));
        policies.forEach(plug -> names.add(plug.toString()));
        return names;
    }

    /** Those of them that are not quarantined. */
    Askable callable() {
        return new Askable(callable(enrichers), callable(policies));
    }

    private static <S> List<Plug<S>> callable(List<Plug<S>> plugs) {
        for (Plug<S> plug : plugs) {
            if (plug.quarantine() != null) {
                return plugs.stream()
                        .filter(other -> other.quarantine() == null)
                        .toList();
            }
        }
        return plugs;
    }
}
