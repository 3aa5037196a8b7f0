package io.antiphon.scripting.kinds;

import io.antiphon.scripting.sandbox.Flat;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Received;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Sink;
import io.antiphon.spi.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connector written in JavaScript. What it cannot read is kept whole, like that of any other connector. */
public final class ScriptConnector implements Connector {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{([A-Za-z0-9._-]+)}}");

    private final Edition edition;
    private final Set<String> allowed;

    /**
     * The connector of an edition of that kind.
     *
     * @param allowed the Camel components that scripts may use
     */
    public ScriptConnector(Edition edition, Set<String> allowed) {
        this.edition = edition;
        this.allowed = Set.copyOf(allowed);
        for (String uri : List.of("from", "to")) {
            String value = ConnectorFacts.text(edition.exports(), uri);
            if (value != null && !value.equals(ConnectorFacts.WEBHOOK)) {
                assertAllowed(uri, value);
            }
        }
    }

    private void assertAllowed(String export, String uri) {
        String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
        if (!allowed.contains(scheme)) {
            throw ScriptFault.of(
                    edition.draft().file(),
                    export + " uses the Camel component '" + scheme + "', which scripts may not; the administrator can"
                            + " add it to 'components' in etc/io.antiphon.scripting.cfg. Allowed are "
                            + allowed.stream().sorted().toList());
        }
    }

    @Override
    public ConnectorSpec spec() {
        return edition.spec();
    }

    @Override
    public Optional<Source> source(Settings settings) {
        String from = ConnectorFacts.text(edition.exports(), "from");
        if (from == null) {
            return Optional.empty();
        }
        Object[] values = values(settings);
        Source.Readings readings = received -> read(received, values);
        if (from.equals(ConnectorFacts.WEBHOOK)) {
            Object declared = edition.exports().get("signature");
            Source.Verifier verifier = declared == null
                    ? Source.Verifier.NONE
                    : Signature.of(declared, spec()).verifier(settings);
            return Optional.of(Source.webhook(verifier, readings));
        }
        return Optional.of(Source.fromEach(filled(from, settings), readings));
    }

    @Override
    public Optional<Sink> sink(Settings settings) {
        String to = ConnectorFacts.text(edition.exports(), "to");
        if (to == null) {
            return Optional.empty();
        }
        Object[] values = values(settings);
        return Optional.of(Sink.to(filled(to, settings), action -> write(action, values)));
    }

    @Override
    public List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        if (ConnectorFacts.WEBHOOK.equals(edition.exports().get("from"))) {
            Object declared = edition.exports().get("signature");
            if (declared == null) {
                problems.add(Problem.warning(
                        "signature",
                        "Everybody who knows the address can push signals.",
                        "Let the script `export const signature = {header, algorithm, secret}`."));
            } else {
                String secret = Signature.of(declared, spec()).secret();
                if (!settings.has(secret)) {
                    problems.add(
                            Problem.error(secret, "'" + secret + "' is missing.", "Give the one the sender uses."));
                }
            }
        }
        return problems;
    }

    private Object[] values(Settings settings) {
        Map<String, Object> values = new LinkedHashMap<>(Config.values(spec(), settings));
        return Flat.of(values);
    }

    private List<Signal> read(Received received, Object[] values) {
        return edition.use(
                "signal",
                ready -> Shapes.signals(Objects.requireNonNull(ready.first)
                        .call(received.text(), Flat.of(received.headers()), received.origin(), values)));
    }

    private Received write(Action action, Object[] values) {
        return edition.use(
                "message",
                ready -> Shapes.message(
                        Objects.requireNonNull(ready.second).call(Flat.of(Laid.action(action)), values)));
    }

    /** A URI with its {@code {{setting}}}s filled in. */
    private String filled(String uri, Settings settings) {
        Matcher references = REFERENCE.matcher(uri);
        StringBuilder filled = new StringBuilder();
        while (references.find()) {
            references.appendReplacement(filled, Matcher.quoteReplacement(settings.text(references.group(1))));
        }
        return references.appendTail(filled).toString();
    }
}
