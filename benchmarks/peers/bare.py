"""As little as a page of Streamlit can be: a list to choose from and one component of its own."""

import streamlit as st

from benchmarks.peers import lines

FIGURES = 2_000

component = st.components.v2.component("bare", html="<div></div>", js="export default () => {}")
last_year = st.selectbox("Last year", lines.YEARS, index=len(lines.YEARS) - 1)
component(key="figures", data={"to": last_year, "figures": list(range(FIGURES))})
