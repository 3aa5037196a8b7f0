package io.antiphon.care.cases;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.tck.FoldKit;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

class CareKitTest extends FoldKit {

    private static List<Entry> entries = List.of();

    @BeforeAll
    static void happen() throws SQLException {
        entries = new RandomHistory(1).entries(600);
    }

    @Override
    protected Fold fold() {
        return new Care();
    }

    @Override
    protected List<Entry> entries() {
        return entries;
    }
}
