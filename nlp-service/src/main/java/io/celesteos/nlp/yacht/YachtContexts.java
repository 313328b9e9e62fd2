package io.celesteos.nlp.yacht;

import io.celesteos.contracts.tenancy.YachtId;

/** Where the context of a yacht comes from. Never throws: not knowing is an answer. */
public interface YachtContexts {

    YachtLookup find(YachtId yacht);

    /** Without a database: every text is read without a yacht's words. */
    static YachtContexts none() {
        return yacht -> new YachtLookup.Unavailable();
    }
}
