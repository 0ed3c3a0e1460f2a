"""The indicator bank (mittaripankki): what each indicator means, what it has shown, and how sure that is."""
