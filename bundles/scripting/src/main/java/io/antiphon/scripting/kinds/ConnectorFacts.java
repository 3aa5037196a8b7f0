package io.antiphon.scripting.kinds;

import io.antiphon.scripting.sandbox.Answer;
import io.antiphon.spi.ConnectorSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a connector's script declares beside its functions. */
final class ConnectorFacts {

    static final String WEBHOOK = "webhook";

    private static final List<String> SPEC = List.of("title", "summary", "channel");

    private ConnectorFacts() {}

    /** The spec; for what is no connector, only its name and fields are of use. */
    static ConnectorSpec spec(Draft draft, Map<String, Object> exports) {
        Object declared = exports.get("spec");
        String title = draft.name();
        String summary = "Written in " + draft.file() + ".";
        String channel = "";
        if (declared != null) {
            Shape shape = Shape.of("spec", declared, SPEC);
            title = shape.text("title", title);
            summary = shape.text("summary", summary);
            channel = shape.text("channel", "");
        }
        return new ConnectorSpec(draft.name(), title, summary, channel, Config.fields(exports.get("config")));
    }

    /** Refuses what does not fit together. */
    static ConnectorSpec check(ConnectorSpec spec, Map<String, Object> exports) {
        if (!exports.containsKey("spec")) {
            throw new Shape.Wrong("A connector needs `export const spec = {title, summary, channel}`");
        }
        if (spec.channel().isBlank()) {
            throw new Shape.Wrong("spec.channel is missing: where its signals are given, such as web or email");
        }
        boolean hears = pair(exports, "from", "signal");
        boolean speaks = pair(exports, "to", "message");
        if (!hears && !speaks) {
            throw new Shape.Wrong("A connector needs `export const from` with `export function signal(received)`,"
                    + " or `export const to` with `export function message(action)`");
        }
        if (exports.containsKey("signature")) {
            if (!WEBHOOK.equals(exports.get("from"))) {
                throw new Shape.Wrong("signature is for what is pushed: it needs `export const from = 'webhook'`");
            }
            Signature.of(exports.get("signature"), spec);
        }
        return spec;
    }

    private static boolean pair(Map<String, Object> exports, String uri, String function) {
        boolean has = exports.containsKey(uri);
        if (has != (exports.get(function) == Answer.FUNCTION)) {
            throw new Shape.Wrong(
                    has
                            ? uri + " needs `export function " + function + "(…)`"
                            : function + "() needs `export const " + uri + " = …`"
                                    + (uri.equals("from")
                                            ? ", which is 'webhook' or a Camel URI"
                                            : ", which is a Camel URI"));
        }
        if (has && !(exports.get(uri) instanceof String)) {
            throw new Shape.Wrong(uri + " is " + Shape.kind(exports.get(uri)) + ", not a string");
        }
        return has;
    }

    static @Nullable String text(Map<String, Object> exports, String name) {
        return exports.get(name) instanceof String text ? text : null;
    }
}
