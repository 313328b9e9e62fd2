package io.celesteos.search.corpus;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** One row of a record's table, read without nulls: absent text is empty, an absent list too. */
record Row(ResultSet row) {

    String text(String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value.strip();
    }

    /** Without trailing zeros: {@code 6}, {@code 2.5}. */
    String number(String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? "" : value.stripTrailingZeros().toPlainString();
    }

    List<String> list(String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray())
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .filter(value -> !value.isBlank())
                        .toList();
    }

    boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }

    long version() throws SQLException {
        return row.getLong("version");
    }
}
