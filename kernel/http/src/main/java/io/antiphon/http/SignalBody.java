package io.antiphon.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the signals of a body: one, an array, or one after the other. All or none. */
final class SignalBody {

    private final byte[] body;
    private final int most;
    private final List<Signal> signals = new ArrayList<>();

    SignalBody(byte[] body, int most) {
        this.body = checked(body);
        this.most = most;
    }

    /** The body, unless it is not UTF-8. A zero byte among the first tells of UTF-16 or 32. */
    static byte[] checked(byte[] body) {
        int malformed = Utf8.malformed(body);
        for (int i = 0; i < Math.min(4, body.length) && malformed < 0; i++) {
            malformed = body[i] == 0 ? i : -1;
        }
        if (malformed >= 0) {
            throw Refusal.of(400, "The body is not UTF-8; byte " + malformed + " is the first that is not.");
        }
        return body;
    }

    /** One signal, or an array of them. */
    List<Signal> json() throws IOException {
        boolean array = firstByte() == '[';
        return read(array ? Faults.ofArray() : Faults.ofOne(), array, false);
    }

    /** Signals one after the other, separated by white space. */
    List<Signal> lines() throws IOException {
        return read(Faults.ofSequence(), false, true);
    }

    private int firstByte() {
        int i = body.length > 2 && (body[0] & 0xff) == 0xef ? 3 : 0;
        while (i < body.length && body[i] <= ' ') {
            i++;
        }
        return i < body.length ? body[i] : -1;
    }

    private List<Signal> read(Faults faults, boolean array, boolean sequence) throws IOException {
        SignalReader reader = new SignalReader(faults, new Values(faults, Utf8.hasEscapes(body)));
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw Refusal.of(400, "The body holds no signal.");
            }
            if (array) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    add(reader.read(parser));
                }
            } else {
                do {
                    add(reader.read(parser));
                } while (sequence && parser.nextToken() != null);
            }
            if (!sequence && parser.nextToken() != null) {
                faults.at("", "something follows the JSON; send several signals as an array or application/x-ndjson");
            }
        } catch (JsonProcessingException e) {
            throw faults.malformed(e);
        }
        if (!faults.isEmpty()) {
            throw faults.refusal();
        }
        return signals;
    }

    private void add(@Nullable Signal signal) {
        if (signal != null) {
            signals.add(signal);
        }
        if (signals.size() > most) {
            throw Refusal.of(413, "More than " + most + " signals in one request; send them in parts.");
        }
    }
}
