package io.antiphon.scripting.life;

import io.antiphon.scripting.kinds.Kind;
import io.antiphon.scripting.sandbox.ScriptFault;
import io.antiphon.scripting.testing.TestRun;
import io.antiphon.spi.Field;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a script is.
 *
 * @param version the version that is live; empty if none is
 * @param since when it went live; null if none is
 * @param who saved it
 * @param fault what is wrong with what lies in the folder now; null if that is live
 * @param note something worth knowing about the live version; empty if there is nothing
 * @param fields the settings it declares
 * @param given the settings it was given
 * @param tests how its tests went when it was loaded last
 */
public record Status(
        String file,
        Kind kind,
        String version,
        @Nullable Instant since,
        String who,
        @Nullable ScriptFault fault,
        String note,
        List<Field> fields,
        Map<String, String> given,
        List<TestRun.Result> tests) {

    /** Copies. */
    public Status {
        fields = List.copyOf(fields);
        given = Map.copyOf(given);
        tests = List.copyOf(tests);
    }

    /** In a word: {@code loading, live}, {@code broken} if nothing serves, {@code behind} if an older version does. */
    public String state() {
        boolean serves = !version.isEmpty();
        return fault == null ? serves ? "live" : "loading" : serves ? "behind" : "broken";
    }
}
